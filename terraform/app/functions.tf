locals {
  functions = yamldecode(file("${path.module}/../functions.yaml"))

  accounts = {
    for name in concat(keys(local.functions), ["workflow", "scheduler", "builder"]) :
    name => "docpilot-${name}@${var.project_id}.iam.gserviceaccount.com"
  }

  instance   = "${var.project_id}:${var.region}:${var.instance_name}"
  public_url = "https://${var.region}-${var.project_id}.cloudfunctions.net"
  # Cloud Run's own address of the function: sign-in needs the root of a host.
  mcp_url  = "https://mcp-${data.google_project.this.number}.${var.region}.run.app/mcp"
  workflow = "docpilot-sync"

  # The database connections of all instances, if every one of them is busy.
  connections = sum([for function in values(local.functions) : function.instances * function.pool])

  secrets = {
    for name, function in local.functions : name => [
      for secret in concat(function.secrets.required, function.secrets.optional) :
      secret if contains(keys(var.secret_versions), secret)
    ]
  }
}

resource "google_cloudfunctions2_function" "function" {
  for_each = local.functions

  name     = each.key
  location = var.region

  build_config {
    runtime           = "nodejs24"
    entry_point       = each.key
    docker_repository = "projects/${var.project_id}/locations/${var.region}/repositories/docpilot"
    service_account   = "projects/${var.project_id}/serviceAccounts/${local.accounts["builder"]}"

    source {
      storage_source {
        bucket = google_storage_bucket.sources.name
        object = google_storage_bucket_object.bundle[each.key].name
      }
    }
  }

  service_config {
    service_account_email = local.accounts[each.key]

    # The workflow calls run.app addresses of its own project, which counts as internal.
    ingress_settings = each.value.public ? "ALLOW_ALL" : "ALLOW_INTERNAL_ONLY"

    min_instance_count = 0
    max_instance_count = each.value.instances

    # A concurrency above 1 needs a whole CPU. A sync slice has an instance to itself.
    max_instance_request_concurrency = each.value.public ? 80 : 1
    available_cpu                    = "1"
    available_memory                 = each.value.public ? "1Gi" : "2Gi"

    # The workflow waits 1,800 s for a slice; requests to public functions end after 10 s.
    timeout_seconds = each.value.public ? 60 : 1860

    environment_variables = merge(
      {
        PROJECT_ID         = var.project_id
        REGION             = var.region
        PUBLIC_URL         = local.public_url
        MCP_URL            = local.mcp_url
        WORKFLOW_NAME      = local.workflow
        CLOUD_SQL_INSTANCE = local.instance
        DB_NAME            = "docpilot"
        DB_USER            = trimsuffix(local.accounts[each.key], ".gserviceaccount.com")
        DB_POOL_SIZE       = tostring(each.value.pool)
      },
      # A search's garbage is collected early: docs/search-plan.md. Node takes addresses of 16 KB by itself.
      each.value.public ? { NODE_OPTIONS = "--max-semi-space-size=16 --max-old-space-size=512 --max-http-header-size=131072" } : {},
      { for name in each.value.settings : name => var.settings[name] if contains(keys(var.settings), name) },
    )

    dynamic "secret_environment_variables" {
      for_each = local.secrets[each.key]

      content {
        key        = secret_environment_variables.value
        project_id = var.project_id
        secret     = "docpilot-${lower(replace(secret_environment_variables.value, "_", "-"))}"
        version    = var.secret_versions[secret_environment_variables.value]
      }
    }
  }

  lifecycle {
    precondition {
      condition     = local.connections <= var.connections
      error_message = "The instances may open ${local.connections} connections, but only ${var.connections} are available: lower instances or pool in terraform/functions.yaml, or use a larger database_tier and raise connections."
    }
  }
}

# The right to call a function is granted on the Cloud Run service behind it, as the function itself
# does not accept this role.
resource "google_cloud_run_v2_service_iam_member" "public" {
  for_each = { for name, function in local.functions : name => function if function.public && var.public_access == "all-users" }

  name     = google_cloudfunctions2_function.function[each.key].name
  location = var.region
  role     = "roles/run.invoker"
  member   = "allUsers"
}

resource "google_cloud_run_v2_service_iam_member" "workflow" {
  for_each = { for name, function in local.functions : name => function if !function.public }

  name     = google_cloudfunctions2_function.function[each.key].name
  location = var.region
  role     = "roles/run.invoker"
  member   = "serviceAccount:${local.accounts["workflow"]}"
}
