locals {
  functions = yamldecode(file("${path.module}/../functions.yaml"))

  others = {
    workflow  = "Calls the sync functions"
    scheduler = "Starts the workflow"
    migrator  = "Owns the schema: creates and changes its tables"
    builder   = "Builds the functions' images"
  }

  accounts = merge({ for name in keys(local.functions) : name => "The function ${name}" }, local.others)
}

# A separate account for each, so that each has only the rights it needs.
resource "google_service_account" "account" {
  for_each = local.accounts

  account_id   = "docpilot-${each.key}"
  display_name = "DocPilot ${each.key}"
  description  = each.value

  depends_on = [google_project_service.api]
}

# The right to start executions and read their state. Workflows cannot grant it for one workflow only.
resource "google_project_iam_member" "starts_workflow" {
  for_each = toset(concat(["scheduler"], [for name, function in local.functions : name if function.calls]))

  project = var.project_id
  role    = "roles/workflows.invoker"
  member  = google_service_account.account[each.key].member
}

# The workflow logs the sources that failed.
resource "google_project_iam_member" "workflow_logs" {
  project = var.project_id
  role    = "roles/logging.logWriter"
  member  = google_service_account.account["workflow"].member
}

resource "google_project_iam_member" "embeds" {
  for_each = toset(var.vertex_embeddings ? [for name, function in local.functions : name if function.embeds] : [])

  project = var.project_id
  role    = "roles/aiplatform.user"
  member  = google_service_account.account[each.key].member
}

# A person migrates by impersonating the migrator, without a key in a file.
resource "google_service_account_iam_member" "migrates" {
  for_each = toset(var.deployers)

  service_account_id = google_service_account.account["migrator"].name
  role               = "roles/iam.serviceAccountTokenCreator"
  member             = each.value
}
