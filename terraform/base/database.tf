locals {
  database_users = toset(concat(keys(local.functions), ["migrator"]))
}

resource "google_sql_database_instance" "docpilot" {
  name             = var.instance_name
  database_version = "POSTGRES_17"

  # Terraform's protection, in addition to Google's below.
  deletion_protection = true

  settings {
    # From version 16 on the default is ENTERPRISE_PLUS, which has no small machines.
    edition                     = "ENTERPRISE"
    tier                        = var.database_tier
    availability_type           = "ZONAL"
    deletion_protection_enabled = true
    retain_backups_on_delete    = true
    connector_enforcement       = "REQUIRED"

    disk_type             = "PD_SSD"
    disk_size             = 10
    disk_autoresize       = true
    disk_autoresize_limit = 100

    database_flags {
      name  = "cloudsql.iam_authentication"
      value = "on"
    }

    # A public address that no network may use: only the connector can connect, by IAM and its own
    # certificates. A private address would need a VPC with a connector, which costs more than the
    # database.
    ip_configuration {
      ipv4_enabled = true
      ssl_mode     = "ENCRYPTED_ONLY"
    }

    backup_configuration {
      enabled                        = true
      start_time                     = "02:00"
      point_in_time_recovery_enabled = var.point_in_time_recovery
      transaction_log_retention_days = var.point_in_time_recovery ? 7 : null

      backup_retention_settings {
        retained_backups = 7
        retention_unit   = "COUNT"
      }
    }

    maintenance_window {
      day          = 7
      hour         = 3
      update_track = "stable"
    }
  }

  lifecycle {
    # The disk grows automatically; Terraform would shrink it, which requires a new instance.
    ignore_changes = [settings[0].disk_size]
  }

  depends_on = [google_project_service.api]
}

resource "google_sql_database" "docpilot" {
  name            = "docpilot"
  instance        = google_sql_database_instance.docpilot.name
  deletion_policy = "ABANDON"
}

# There are no passwords: each account is a user of the database. `npm run bootstrap` and
# `npm run migrate` grant its rights.
resource "google_sql_user" "account" {
  for_each = local.database_users

  name     = trimsuffix(google_service_account.account[each.key].email, ".gserviceaccount.com")
  instance = google_sql_database_instance.docpilot.name
  type     = "CLOUD_IAM_SERVICE_ACCOUNT"
  # A user that owns something cannot be dropped.
  deletion_policy = "ABANDON"
}

resource "google_project_iam_member" "connects" {
  for_each = {
    for pair in setproduct(local.database_users, ["roles/cloudsql.client", "roles/cloudsql.instanceUser"]) :
    "${pair[0]} ${pair[1]}" => { account = pair[0], role = pair[1] }
  }

  project = var.project_id
  role    = each.value.role
  member  = google_service_account.account[each.value.account].member
}
