mock_provider "google" {
  mock_resource "google_service_account" {
    defaults = { email = "docpilot-x@acme-docs.iam.gserviceaccount.com", name = "projects/acme-docs/serviceAccounts/x" }
  }
}

variables {
  project_id = "acme-docs"
  region     = "europe-west1"
}

run "the_database_is_small_closed_and_backed_up" {
  assert {
    condition     = tonumber(trimprefix(google_sql_database_instance.docpilot.database_version, "POSTGRES_")) >= 16
    error_message = "PostgreSQL 16 or later."
  }
  assert {
    condition     = google_sql_database_instance.docpilot.settings[0].edition == "ENTERPRISE" && google_sql_database_instance.docpilot.settings[0].tier == "db-f1-micro"
    error_message = "db-f1-micro is a machine of the edition ENTERPRISE, which is not the default."
  }
  assert {
    condition     = google_sql_database_instance.docpilot.settings[0].disk_autoresize_limit == 100
    error_message = "The disk grows with the index, up to a limit."
  }
  assert {
    condition     = length(google_sql_database_instance.docpilot.settings[0].ip_configuration[0].authorized_networks) == 0
    error_message = "No network may reach the database by its address."
  }
  assert {
    condition     = google_sql_database_instance.docpilot.settings[0].connector_enforcement == "REQUIRED" && google_sql_database_instance.docpilot.settings[0].ip_configuration[0].ssl_mode == "ENCRYPTED_ONLY"
    error_message = "Only connectors may connect, and only encrypted."
  }
  assert {
    condition     = anytrue([for flag in google_sql_database_instance.docpilot.settings[0].database_flags : flag.name == "cloudsql.iam_authentication" && flag.value == "on"])
    error_message = "Without the flag, nobody can sign in by IAM."
  }
  assert {
    condition     = google_sql_database_instance.docpilot.settings[0].backup_configuration[0].enabled && google_sql_database_instance.docpilot.settings[0].backup_configuration[0].backup_retention_settings[0].retained_backups >= 7
    error_message = "A backup every day, and seven of them."
  }
  assert {
    condition     = google_sql_database_instance.docpilot.deletion_protection && google_sql_database_instance.docpilot.settings[0].deletion_protection_enabled
    error_message = "Neither Terraform nor the console can delete the database by accident."
  }
  assert {
    condition     = !google_sql_database_instance.docpilot.settings[0].backup_configuration[0].point_in_time_recovery_enabled
    error_message = "Point-in-time recovery is off by default, as its log costs storage."
  }
}

run "users_are_accounts_without_passwords" {
  assert {
    condition = alltrue([
      for user in google_sql_user.account : user.type == "CLOUD_IAM_SERVICE_ACCOUNT" && user.password == null && !endswith(user.name, ".gserviceaccount.com")
    ])
    error_message = "Every user of the database signs in by IAM, and is named without .gserviceaccount.com."
  }
  assert {
    condition     = toset(keys(google_sql_user.account)) == toset(concat(keys(local.functions), ["migrator"]))
    error_message = "Each function and the migrator is a user of the database, and nobody else."
  }
  assert {
    condition     = google_sql_database_instance.docpilot.root_password == null
    error_message = "No password in the state."
  }
}

run "point_in_time_where_it_is_asked_for" {
  variables {
    point_in_time_recovery = true
    database_tier          = "db-custom-2-7680"
  }
  assert {
    condition     = google_sql_database_instance.docpilot.settings[0].backup_configuration[0].point_in_time_recovery_enabled && google_sql_database_instance.docpilot.settings[0].backup_configuration[0].transaction_log_retention_days == 7
    error_message = "The log is kept for 7 days."
  }
}

run "no_machine_of_another_edition" {
  command = plan
  variables {
    database_tier = "db-perf-optimized-N-2"
  }
  expect_failures = [var.database_tier]
}

# Whatever is in the configuration is in the state, too, so of a secret only the name may be there.
run "secrets_have_no_content" {
  assert {
    condition     = length(regexall("google_secret_manager_secret_version|random_|password +=|secret_data|_wo +=", join("\n", [for file in fileset(path.module, "*.tf") : file(file)]))) == 0
    error_message = "A secret's text would be in the state."
  }
  assert {
    condition     = toset([for secret in google_secret_manager_secret.secret : secret.secret_id]) == toset(["docpilot-api-token", "docpilot-embed-api-key", "docpilot-gh-pat", "docpilot-gh-webhook-secret", "docpilot-oauth-client-secret"])
    error_message = "The secrets are not those of the settings table."
  }
  assert {
    condition     = alltrue([for secret in google_secret_manager_secret.secret : secret.deletion_protection && secret.replication[0].user_managed[0].replicas[0].location == "europe-west1"])
    error_message = "A secret is stored in the region, and cannot be deleted by accident."
  }
}

run "versions_are_pinned" {
  assert {
    condition     = length(regexall("version += \"[0-9]+\\.[0-9]+\\.[0-9]+\"", file("${path.module}/versions.tf"))) == length(regexall("source +=", file("${path.module}/versions.tf")))
    error_message = "Every provider has one exact version."
  }
  assert {
    condition     = strcontains(file("${path.module}/versions.tf"), "required_version = \">= 1.11.0, < 2.0.0\"")
    error_message = "Terraform's own version is bounded."
  }
}
