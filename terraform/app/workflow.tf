resource "google_workflows_workflow" "sync" {
  name            = local.workflow
  region          = var.region
  description     = "Keeps every source in sync"
  service_account = "projects/${var.project_id}/serviceAccounts/${local.accounts["workflow"]}"
  call_log_level  = "LOG_ERRORS_ONLY"

  # From a file: in a heredoc, Terraform would interpret the workflow's expressions.
  source_contents = file("${path.module}/../../workflows/sync.yaml")

  # The functions' own addresses, which are also the audience of the tokens.
  user_env_vars = {
    SYNC_GITHUB_URL = google_cloudfunctions2_function.function["sync-github"].service_config[0].uri
    SYNC_DRIVE_URL  = google_cloudfunctions2_function.function["sync-drive"].service_config[0].uri
    SYNC_WEB_URL    = google_cloudfunctions2_function.function["sync-web"].service_config[0].uri
  }

  deletion_protection = false

  depends_on = [google_cloud_run_v2_service_iam_member.workflow]
}

resource "google_cloud_scheduler_job" "sync" {
  name             = "docpilot-sync"
  region           = var.region
  description      = "Starts a sync every three hours"
  schedule         = "0 */3 * * *"
  time_zone        = "Etc/UTC"
  attempt_deadline = "60s"

  retry_config {
    retry_count          = 3
    min_backoff_duration = "30s"
  }

  http_target {
    http_method = "POST"
    uri         = "https://workflowexecutions.googleapis.com/v1/${google_workflows_workflow.sync.id}/executions"
    headers     = { "Content-Type" = "application/json" }

    # The API expects the argument as a string that contains JSON.
    body = base64encode(jsonencode({ argument = jsonencode({ trigger = "schedule" }) }))

    # Google's own APIs need an access token, not an identity token.
    oauth_token {
      service_account_email = local.accounts["scheduler"]
      scope                 = "https://www.googleapis.com/auth/cloud-platform"
    }
  }
}
