locals {
  # In PromQL, a metric's first slash becomes a colon and other special characters become underscores.
  logged = "logging_googleapis_com:user_docpilot"
  run    = "run_googleapis_com:container"
  sql    = "cloudsql_googleapis_com:database"
  mine   = "monitored_resource=\"cloud_run_revision\",service_name=~\"${join("|", keys(local.functions))}\""
  lines  = "monitored_resource=\"cloud_run_revision\""
  db     = "monitored_resource=\"cloudsql_database\",database_id=\"${var.project_id}:${var.instance_name}\""

  charts = [
    {
      title   = "Request latency, 95th percentile (s)"
      queries = ["histogram_quantile(0.95, sum by (service_name, le) (rate(${local.logged}_request_latency_bucket{${local.lines}}[10m])))"]
    },
    {
      title   = "Requests per minute, by status"
      queries = ["60 * sum by (status) (rate(${local.logged}_requests{${local.lines}}[10m]))"]
    },
    {
      title   = "Error rate (share of requests)"
      queries = ["sum(rate(${local.logged}_errors{${local.lines}}[10m])) / sum(rate(${local.logged}_requests{${local.lines}}[10m]))"]
    },
    {
      title   = "Searches by words alone per hour, for want of the embedder"
      queries = ["sum by (service_name) (increase(${local.logged}_degraded_answers{${local.lines}}[1h]))"]
    },
    {
      title   = "Documents indexed per hour"
      queries = ["sum by (service_name) (increase(${local.logged}_documents_indexed_sum{${local.lines}}[1h]))"]
    },
    {
      title   = "Sources synced per hour"
      queries = ["sum by (service_name) (increase(${local.logged}_syncs{${local.lines}}[1h]))"]
    },
    {
      title   = "Passages embedded per hour"
      queries = ["sum by (service_name) (increase(${local.logged}_embeddings_sum{${local.lines}}[1h]))"]
    },
    {
      title   = "CPU of the functions, 99th percentile (share)"
      queries = ["histogram_quantile(0.99, sum by (service_name, le) (rate(${local.run}_cpu_utilizations_bucket{${local.mine}}[10m])))"]
    },
    {
      title   = "Memory of the functions, 99th percentile (share)"
      queries = ["histogram_quantile(0.99, sum by (service_name, le) (rate(${local.run}_memory_utilizations_bucket{${local.mine}}[10m])))"]
    },
    {
      title = "CPU and memory of the database (share)"
      # Google's PromQL does not support a regular expression for a metric's name.
      queries = [
        "${local.sql}_cpu_utilization{${local.db}}",
        "${local.sql}_memory_utilization{${local.db}}",
      ]
    },
    {
      title   = "Connections of the database"
      queries = ["sum(${local.sql}_postgresql_num_backends{${local.db}})"]
    },
  ]
}

resource "google_monitoring_dashboard" "docpilot" {
  dashboard_json = jsonencode({
    displayName = "DocPilot"
    gridLayout = {
      columns = "2"
      widgets = [
        for chart in local.charts : {
          title = chart.title
          xyChart = {
            dataSets = [
              for query in chart.queries : {
                plotType        = "LINE"
                timeSeriesQuery = { prometheusQuery = query }
              }
            ]
          }
        }
      ]
    }
  })

  depends_on = [google_logging_metric.metric]
}
