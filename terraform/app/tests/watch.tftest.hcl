mock_provider "google" {
  mock_data "google_project" {
    defaults = { number = "123456789012" }
  }
}
mock_provider "archive" {}

variables {
  project_id      = "acme-docs"
  region          = "europe-west1"
  settings        = { GH_REPOS = "acme/handbook" }
  secret_versions = { API_TOKEN = "3", GH_WEBHOOK_SECRET = "1" }
  alert_email     = "ann@example.com"
}

run "what_is_measured" {
  assert {
    condition     = toset(keys(google_logging_metric.metric)) == toset(["docpilot_request_latency", "docpilot_requests", "docpilot_errors", "docpilot_documents_indexed", "docpilot_syncs", "docpilot_degraded_answers", "docpilot_embeddings"])
    error_message = "Latency, error rate, documents indexed, syncs and embeddings are measured."
  }
  assert {
    condition     = alltrue([for metric in google_logging_metric.metric : (metric.value_extractor == null) == (metric.metric_descriptor[0].value_type == "INT64") && length(metric.bucket_options) == (metric.value_extractor == null ? 0 : 1)])
    error_message = "An extracted value is a distribution with buckets; a count is a number."
  }
  assert {
    condition     = alltrue([for name in keys(google_logging_metric.metric) : strcontains(google_monitoring_dashboard.docpilot.dashboard_json, "user_${name}")])
    error_message = "The dashboard has a chart of every metric."
  }
  assert {
    condition     = alltrue([for part in ["cpu_utilizations", "memory_utilizations", "database_cpu_utilization", "database_memory_utilization"] : strcontains(google_monitoring_dashboard.docpilot.dashboard_json, part)])
    error_message = "The dashboard has CPU and memory of the functions and of the database."
  }
  assert {
    condition     = !strcontains(google_monitoring_dashboard.docpilot.dashboard_json, "__name__")
    error_message = "Every chart names its metrics: Google's PromQL refuses a regular expression for a name."
  }
}

run "what_alerts" {
  assert {
    condition     = strcontains(google_monitoring_alert_policy.sync_failed.conditions[0].condition_threshold[0].filter, "metric.label.status = \"FAILED\"") && google_monitoring_alert_policy.sync_failed.conditions[0].condition_threshold[0].threshold_value == 0
    error_message = "One failed sync alerts."
  }
  assert {
    condition     = google_monitoring_alert_policy.no_sync.conditions[0].condition_absent[0].duration == "25200s" && strcontains(google_monitoring_alert_policy.no_sync.conditions[0].condition_absent[0].filter, "metric.label.status = \"SUCCEEDED\"")
    error_message = "7 hours without a sync alert."
  }
  assert {
    condition     = google_monitoring_alert_policy.error_rate.conditions[0].condition_threshold[0].threshold_value == 0.05 && google_monitoring_alert_policy.error_rate.conditions[0].condition_threshold[0].denominator_filter != ""
    error_message = "A share of failing requests alerts."
  }
  assert {
    condition     = alltrue([for policy in [google_monitoring_alert_policy.sync_failed, google_monitoring_alert_policy.no_sync, google_monitoring_alert_policy.error_rate] : length(policy.notification_channels) == 1 && !strcontains(jsonencode(policy.conditions), "logging.googleapis.com/user")])
    error_message = "An alert notifies somebody, and uses a metric that exists at the first apply."
  }
  assert {
    condition     = google_monitoring_uptime_check_config.health.http_check[0].path == "/home/health" && google_monitoring_uptime_check_config.health.monitored_resource[0].labels.host == "europe-west1-acme-docs.cloudfunctions.net"
    error_message = "The uptime check requests the health at the public address."
  }
  assert {
    condition     = strcontains(google_monitoring_alert_policy.unreachable.conditions[0].condition_threshold[0].filter, "uptime_check/check_passed") && google_monitoring_alert_policy.unreachable.conditions[0].condition_threshold[0].threshold_value == 1 && one(google_monitoring_alert_policy.unreachable.conditions[0].condition_threshold[0].aggregations).cross_series_reducer == "REDUCE_COUNT_FALSE" && length(google_monitoring_alert_policy.unreachable.notification_channels) == 1
    error_message = "An address that does not answer, from more than one region, alerts somebody."
  }
  assert {
    condition     = length(google_billing_budget.monthly) == 0
    error_message = "No budget without a billing account."
  }
}

run "a_budget_where_a_billing_account_is_given" {
  variables {
    billing_account = "0123AB-4567CD-89EF01"
  }
  assert {
    condition     = google_billing_budget.monthly[0].amount[0].specified_amount[0].units == "30" && google_billing_budget.monthly[0].budget_filter[0].projects == toset(["projects/123456789012"])
    error_message = "The budget is this project's."
  }
}

run "no_address_is_no_channel" {
  variables {
    alert_email = null
  }
  assert {
    condition     = length(google_monitoring_notification_channel.email) == 0 && length(google_monitoring_alert_policy.no_sync.notification_channels) == 0
    error_message = "Without an address, alerts are only shown in the console."
  }
}
