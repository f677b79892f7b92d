mock_provider "google" {
  mock_resource "google_workflows_workflow" {
    defaults = { id = "projects/acme-docs/locations/europe-west1/workflows/docpilot-sync" }
  }
}
mock_provider "archive" {}

override_resource {
  target = google_cloudfunctions2_function.function["sync-github"]
  values = { service_config = { uri = "https://sync-github-x.a.run.app" } }
}
override_resource {
  target = google_cloudfunctions2_function.function["sync-drive"]
  values = { service_config = { uri = "https://sync-drive-x.a.run.app" } }
}
override_resource {
  target = google_cloudfunctions2_function.function["sync-web"]
  values = { service_config = { uri = "https://sync-web-x.a.run.app" } }
}

variables {
  project_id      = "acme-docs"
  region          = "europe-west1"
  settings        = { GH_REPOS = "acme/handbook" }
  secret_versions = { API_TOKEN = "3", GH_WEBHOOK_SECRET = "1" }
}

run "the_workflow_is_the_file" {
  assert {
    condition     = google_workflows_workflow.sync.source_contents == file("${path.module}/../../workflows/sync.yaml") && length(google_workflows_workflow.sync.source_contents) <= 128 * 1024
    error_message = "The workflow's source is workflows/sync.yaml, unchanged."
  }
  assert {
    condition     = google_workflows_workflow.sync.user_env_vars == tomap({ SYNC_GITHUB_URL = "https://sync-github-x.a.run.app", SYNC_DRIVE_URL = "https://sync-drive-x.a.run.app", SYNC_WEB_URL = "https://sync-web-x.a.run.app" })
    error_message = "The workflow calls the functions' own addresses, which are also the audience."
  }
  assert {
    condition     = endswith(google_workflows_workflow.sync.service_account, "/docpilot-workflow@acme-docs.iam.gserviceaccount.com")
    error_message = "The workflow runs as its own account."
  }
  assert {
    condition     = alltrue([for name in ["webhook", "sync-sources"] : google_cloudfunctions2_function.function[name].service_config[0].environment_variables.WORKFLOW_NAME == google_workflows_workflow.sync.name])
    error_message = "The functions that start the workflow know its name."
  }
}

run "the_scheduler_starts_it_every_three_hours" {
  assert {
    condition     = google_cloud_scheduler_job.sync.schedule == "0 */3 * * *"
    error_message = "Every three hours."
  }
  assert {
    condition     = google_cloud_scheduler_job.sync.http_target[0].uri == "https://workflowexecutions.googleapis.com/v1/projects/acme-docs/locations/europe-west1/workflows/docpilot-sync/executions" && google_cloud_scheduler_job.sync.http_target[0].http_method == "POST"
    error_message = "An execution is created by a POST to the workflow's executions."
  }
  assert {
    condition     = base64decode(google_cloud_scheduler_job.sync.http_target[0].body) == "{\"argument\":\"{\\\"trigger\\\":\\\"schedule\\\"}\"}"
    error_message = "The argument is a string that contains JSON."
  }
  assert {
    condition     = google_cloud_scheduler_job.sync.http_target[0].oauth_token[0].service_account_email == "docpilot-scheduler@acme-docs.iam.gserviceaccount.com" && length(google_cloud_scheduler_job.sync.http_target[0].oidc_token) == 0
    error_message = "Google's API needs an access token of the scheduler's account."
  }
}
