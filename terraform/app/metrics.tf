locals {
  names          = join(" OR ", [for name in keys(local.functions) : "\"${name}\""])
  ours           = "resource.type=\"cloud_run_revision\" AND resource.labels.service_name=(${local.names})"
  requests       = "${local.ours} AND log_id(\"run.googleapis.com/requests\")"
  finished_slice = "${local.ours} AND jsonPayload.message=\"slice\" AND jsonPayload.done=true"

  # Requests are counted from the platform's log lines, which include those that died with their
  # instance. The count of indexed documents is that of the whole run, so only the last slice's line
  # counts. extract: the value that is measured, instead of the number of lines.
  metrics = {
    docpilot_request_latency = {
      description = "How long requests take"
      filter      = local.requests
      extract     = "EXTRACT(httpRequest.latency)"
      unit        = "s"
      labels      = {}
    }
    docpilot_requests = {
      description = "Requests by status"
      filter      = local.requests
      extract     = null
      unit        = "1"
      labels      = { status = "EXTRACT(httpRequest.status)" }
    }
    docpilot_errors = {
      description = "Requests that ended with 500 or above"
      filter      = "${local.requests} AND httpRequest.status>=500"
      extract     = null
      unit        = "1"
      labels      = { status = "EXTRACT(httpRequest.status)" }
    }
    docpilot_documents_indexed = {
      description = "New or changed documents stored by a sync of a source"
      filter      = local.finished_slice
      extract     = "EXTRACT(jsonPayload.indexed)"
      unit        = "1"
      labels      = {}
    }
    docpilot_syncs = {
      description = "Syncs of a source that succeeded"
      filter      = local.finished_slice
      extract     = null
      unit        = "1"
      labels      = {}
    }
    docpilot_degraded_answers = {
      description = "Searches by words alone, because the embedder did not answer in time"
      filter      = "${local.ours} AND jsonPayload.message=\"degraded answer\""
      extract     = null
      unit        = "1"
      labels      = {}
    }
    docpilot_embeddings = {
      description = "Passages embedded by a slice"
      filter      = "${local.ours} AND jsonPayload.message=\"slice\" AND jsonPayload.embedded>0"
      extract     = "EXTRACT(jsonPayload.embedded)"
      unit        = "1"
      labels      = {}
    }
  }
}

resource "google_logging_metric" "metric" {
  for_each = local.metrics

  name             = each.key
  description      = each.value.description
  filter           = each.value.filter
  value_extractor  = each.value.extract
  label_extractors = each.value.labels

  metric_descriptor {
    metric_kind = "DELTA"
    value_type  = each.value.extract == null ? "INT64" : "DISTRIBUTION"
    unit        = each.value.unit

    dynamic "labels" {
      for_each = each.value.labels

      content {
        key        = labels.key
        value_type = "INT64"
      }
    }
  }

  dynamic "bucket_options" {
    for_each = each.value.extract == null ? [] : [each.value.unit]

    content {
      exponential_buckets {
        # Seconds: from 5 ms to a slice's 25 minutes. Counts: from 1 to a million.
        scale              = bucket_options.value == "s" ? 0.005 : 1
        growth_factor      = 2
        num_finite_buckets = 20
      }
    }
  }
}
