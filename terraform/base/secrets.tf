locals {
  secret_readers = merge([
    for name, function in local.functions : {
      for secret in concat(function.secrets.required, function.secrets.optional) :
      "${secret} ${name}" => { secret = secret, function = name }
    }
  ]...)
  secrets = toset([for reader in local.secret_readers : reader.secret])
}

# The secrets without values. `npm run secrets` adds the versions without Terraform, whose state would
# contain their text.
resource "google_secret_manager_secret" "secret" {
  for_each = local.secrets

  secret_id           = "docpilot-${lower(replace(each.value, "_", "-"))}"
  deletion_protection = true

  replication {
    user_managed {
      replicas {
        location = var.region
      }
    }
  }

  depends_on = [google_project_service.api]
}

resource "google_secret_manager_secret_iam_member" "reader" {
  for_each = local.secret_readers

  secret_id = google_secret_manager_secret.secret[each.value.secret].id
  role      = "roles/secretmanager.secretAccessor"
  member    = google_service_account.account[each.value.function].member
}
