output "instance" {
  description = "The value of CLOUD_SQL_INSTANCE."
  value       = google_sql_database_instance.docpilot.connection_name
}

output "migrator" {
  description = "The account that `npm run migrate` impersonates."
  value       = google_service_account.account["migrator"].email
}

output "drive_reader" {
  description = "The address to share the Drive folder with, as a viewer."
  value       = google_service_account.account["sync-drive"].email
}
