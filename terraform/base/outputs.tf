output "instance" {
  description = "CLOUD_SQL_INSTANCE"
  value       = google_sql_database_instance.docpilot.connection_name
}

output "migrator" {
  description = "Whom to be for `npm run migrate`."
  value       = google_service_account.account["migrator"].email
}

output "drive_reader" {
  description = "Share the Drive folder with this address, as a viewer."
  value       = google_service_account.account["sync-drive"].email
}
