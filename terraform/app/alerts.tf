resource "google_monitoring_notification_channel" "email" {
  count = var.alert_email == null ? 0 : 1

  type         = "email"
  display_name = "DocPilot"
  labels       = { email_address = var.alert_email }
}

locals {
  channels = google_monitoring_notification_channel.email[*].id

  # Uses Google's own metrics: alerts do not know a new metric from logs for ten minutes, so that the
  # first apply would fail.
  executions = "resource.type = \"workflows.googleapis.com/Workflow\" AND resource.label.workflow_id = \"${local.workflow}\" AND metric.type = \"workflows.googleapis.com/finished_execution_count\""
  responses  = "resource.type = \"cloud_run_revision\" AND resource.label.service_name = one_of(${join(",", [for name in keys(local.functions) : "\"${name}\""])}) AND metric.type = \"run.googleapis.com/request_count\""
}

resource "google_monitoring_alert_policy" "sync_failed" {
  display_name          = "DocPilot: a sync failed"
  combiner              = "OR"
  severity              = "WARNING"
  notification_channels = local.channels

  conditions {
    display_name = "An execution of the workflow failed"
    condition_threshold {
      filter          = "${local.executions} AND metric.label.status = \"FAILED\""
      comparison      = "COMPARISON_GT"
      threshold_value = 0
      duration        = "0s"
      aggregations {
        alignment_period     = "300s"
        per_series_aligner   = "ALIGN_DELTA"
        cross_series_reducer = "REDUCE_SUM"
      }
    }
  }

  documentation {
    content = "The failed execution of the workflow ${local.workflow} names each source and the reason. See docs/operations.md, a sync failed."
  }
}

resource "google_monitoring_alert_policy" "no_sync" {
  display_name          = "DocPilot: no sync in 7 hours"
  combiner              = "OR"
  severity              = "ERROR"
  notification_channels = local.channels

  conditions {
    display_name = "No execution of the workflow succeeded"
    condition_absent {
      filter   = "${local.executions} AND metric.label.status = \"SUCCEEDED\""
      duration = "25200s"
      aggregations {
        alignment_period     = "300s"
        per_series_aligner   = "ALIGN_DELTA"
        cross_series_reducer = "REDUCE_SUM"
      }
    }
  }

  documentation {
    content = "Two scheduled syncs did not succeed. See docs/operations.md, no sync."
  }
}

resource "google_monitoring_alert_policy" "error_rate" {
  display_name          = "DocPilot: more than 5 % of the requests fail"
  combiner              = "OR"
  severity              = "ERROR"
  notification_channels = local.channels

  conditions {
    display_name = "Share of responses with 500 and above"
    condition_threshold {
      filter             = "${local.responses} AND metric.label.response_code_class = \"5xx\""
      denominator_filter = local.responses
      comparison         = "COMPARISON_GT"
      threshold_value    = 0.05
      duration           = "600s"
      aggregations {
        alignment_period     = "300s"
        per_series_aligner   = "ALIGN_DELTA"
        cross_series_reducer = "REDUCE_SUM"
      }
      denominator_aggregations {
        alignment_period     = "300s"
        per_series_aligner   = "ALIGN_DELTA"
        cross_series_reducer = "REDUCE_SUM"
      }
    }
  }

  documentation {
    content = "The log has each error with its request's id: resource.type=\"cloud_run_revision\" severity>=ERROR."
  }
}

# The health check queries the database, too.
resource "google_monitoring_uptime_check_config" "health" {
  display_name = "DocPilot health"
  timeout      = "10s"
  period       = "900s"

  monitored_resource {
    type   = "uptime_url"
    labels = { project_id = var.project_id, host = trimprefix(local.public_url, "https://") }
  }

  http_check {
    path         = "/home/health"
    port         = 443
    use_ssl      = true
    validate_ssl = true
  }

  content_matchers {
    content = "\"status\":\"ok\""
    matcher = "CONTAINS_STRING"
  }

  depends_on = [google_cloud_run_v2_service_iam_member.public]
}

# A request that Google refuses before it reaches a function (401, 403 or 404, after a change of the
# organisation's policy or in the console) does not count as an error of the function.
resource "google_monitoring_alert_policy" "unreachable" {
  display_name          = "DocPilot: its address does not answer"
  combiner              = "OR"
  severity              = "ERROR"
  notification_channels = local.channels

  conditions {
    display_name = "The health check fails from more than one region"
    condition_threshold {
      filter          = "resource.type = \"uptime_url\" AND metric.type = \"monitoring.googleapis.com/uptime_check/check_passed\" AND metric.label.check_id = \"${google_monitoring_uptime_check_config.health.uptime_check_id}\""
      comparison      = "COMPARISON_GT"
      threshold_value = 1
      duration        = "60s"
      aggregations {
        # Longer than the check's period, or there would be gaps.
        alignment_period     = "1200s"
        per_series_aligner   = "ALIGN_NEXT_OLDER"
        cross_series_reducer = "REDUCE_COUNT_FALSE"
        group_by_fields      = ["resource.label.host"]
      }
    }
  }

  documentation {
    content = "See who refuses: curl -i ${local.public_url}/home/health. If Google answers 403 or 404 itself, npm run deploy switches the invoker check off again. See docs/operations.md, the address does not answer."
  }
}

resource "google_billing_budget" "monthly" {
  count = var.billing_account == null ? 0 : 1

  billing_account = var.billing_account
  display_name    = "DocPilot in ${var.project_id}"

  budget_filter {
    projects = ["projects/${data.google_project.this.number}"]
  }

  amount {
    specified_amount {
      units = tostring(var.monthly_budget)
    }
  }

  dynamic "threshold_rules" {
    for_each = [0.5, 0.9, 1.0]

    content {
      threshold_percent = threshold_rules.value
    }
  }

  all_updates_rule {
    monitoring_notification_channels = local.channels
    # Without a channel, only the billing account's administrators are notified.
    disable_default_iam_recipients = false
  }
}

data "google_project" "this" {
  project_id = var.project_id
}
