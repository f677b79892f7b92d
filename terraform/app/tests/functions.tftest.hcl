mock_provider "google" {}
mock_provider "archive" {}

variables {
  project_id      = "acme-docs"
  region          = "europe-west1"
  settings        = { GH_REPOS = "acme/handbook", GDRIVE_FOLDER_ID = "folder-1" }
  secret_versions = { API_TOKEN = "3", GH_WEBHOOK_SECRET = "1" }
}

# 25 connections, 3 of them reserved by Postgres for superusers. Terraform replaces one revision at a
# time (npm run deploy: -parallelism=1), so the largest function may run twice: 16 + 4 = 20.
run "the_connections_are_enough_while_revisions_overlap" {
  assert {
    condition = { for name, function in google_cloudfunctions2_function.function :
      name => "${function.service_config[0].max_instance_count}x${function.service_config[0].environment_variables.DB_POOL_SIZE}" } == {
      search = "2x2", mcp = "2x2", list = "1x1", home = "1x1", webhook = "1x1", sync-sources = "1x1", sync-github = "3x1", sync-drive = "1x1", sync-web = "1x1"
    }
    error_message = "Instances or pools are not those of the connection budget."
  }
  assert {
    condition = sum([
      for function in google_cloudfunctions2_function.function :
      function.service_config[0].max_instance_count * tonumber(function.service_config[0].environment_variables.DB_POOL_SIZE)
    ]) <= 18
    error_message = "All instances together may open 18 of db-f1-micro's 25 connections."
  }
  assert {
    condition = output.connections + max([
      for function in google_cloudfunctions2_function.function :
      function.service_config[0].max_instance_count * tonumber(function.service_config[0].environment_variables.DB_POOL_SIZE)
    ]...) <= 25 - 3
    error_message = "A new revision would find no connection while the old one still runs."
  }
  assert {
    condition     = strcontains(google_workflows_workflow.sync.source_contents, "at_once: ${google_cloudfunctions2_function.function["sync-github"].service_config[0].max_instance_count}\n") && alltrue([for name in ["sync-drive", "sync-web"] : strcontains(google_workflows_workflow.sync.source_contents, "at_once: ${google_cloudfunctions2_function.function[name].service_config[0].max_instance_count}\n")])
    error_message = "The workflow runs as many slices at the same time as there are instances."
  }
}

run "fewer_connections_than_the_functions_hold" {
  command = plan
  variables {
    connections = 15
  }
  expect_failures = [var.connections]
}

run "no_sync_function_is_public" {
  variables {
    public_access = "all-users"
  }
  assert {
    condition     = { for name, function in google_cloudfunctions2_function.function : name => function.service_config[0].ingress_settings if !contains(["search", "mcp", "list", "home", "webhook", "sync-sources"], name) } == { sync-github = "ALLOW_INTERNAL_ONLY", sync-drive = "ALLOW_INTERNAL_ONLY", sync-web = "ALLOW_INTERNAL_ONLY" }
    error_message = "The sync functions take requests from inside the project only."
  }
  assert {
    condition     = toset([for name, grant in google_cloud_run_v2_service_iam_member.public : "${grant.name} ${grant.role} ${grant.member}"]) == toset([for name in ["search", "mcp", "list", "home", "webhook", "sync-sources"] : "${name} roles/run.invoker allUsers"])
    error_message = "Everybody may call the public functions and no other."
  }
  assert {
    condition     = toset([for grant in google_cloud_run_v2_service_iam_member.workflow : "${grant.name} ${grant.role} ${grant.member}"]) == toset([for name in ["sync-github", "sync-drive", "sync-web"] : "${name} roles/run.invoker serviceAccount:docpilot-workflow@acme-docs.iam.gserviceaccount.com"])
    error_message = "Only the workflow may call the sync functions."
  }
}

run "all_users_are_given_nothing_unless_it_is_said" {
  assert {
    condition     = length(google_cloud_run_v2_service_iam_member.public) == 0
    error_message = "allUsers is given nothing."
  }
}

run "each_function_is_itself" {
  assert {
    condition = alltrue([
      for name, function in google_cloudfunctions2_function.function :
      function.service_config[0].service_account_email == "docpilot-${name}@acme-docs.iam.gserviceaccount.com"
      && function.service_config[0].environment_variables.DB_USER == "docpilot-${name}@acme-docs.iam"
      && function.build_config[0].entry_point == name && function.build_config[0].runtime == "nodejs24"
    ])
    error_message = "Each function runs as its own account, and is that account in the database."
  }
  assert {
    condition     = alltrue([for function in google_cloudfunctions2_function.function : function.build_config[0].service_account == "projects/acme-docs/serviceAccounts/docpilot-builder@acme-docs.iam.gserviceaccount.com"])
    error_message = "Builds run as the builder, not as the default account."
  }
}

run "concurrency_has_the_cpu_it_needs" {
  assert {
    condition = alltrue([
      for name, function in google_cloudfunctions2_function.function :
      function.service_config[0].max_instance_request_concurrency == (startswith(name, "sync-") && name != "sync-sources" ? 1 : 80)
      && function.service_config[0].available_cpu == "1" && function.service_config[0].min_instance_count == 0
    ])
    error_message = "80 concurrent requests on a whole CPU, or one slice; and no idle instance that costs money."
  }
  assert {
    condition     = alltrue([for name, function in google_cloudfunctions2_function.function : function.service_config[0].available_memory == (startswith(name, "sync-") && name != "sync-sources" ? "2Gi" : "1Gi")])
    error_message = "1 GiB for 80 requests, 2 GiB for a slice with its documents."
  }
  assert {
    condition     = alltrue([for name in ["sync-github", "sync-drive", "sync-web"] : google_cloudfunctions2_function.function[name].service_config[0].timeout_seconds >= 1800])
    error_message = "The platform ends a slice before the workflow does."
  }
}

run "settings_reach_those_that_read_them" {
  assert {
    condition     = google_cloudfunctions2_function.function["sync-github"].service_config[0].environment_variables.GH_REPOS == "acme/handbook" && google_cloudfunctions2_function.function["webhook"].service_config[0].environment_variables.GH_REPOS == "acme/handbook" && !contains(keys(google_cloudfunctions2_function.function["search"].service_config[0].environment_variables), "GH_REPOS")
    error_message = "GH_REPOS is read by sync-github and the webhook."
  }
  assert {
    condition     = alltrue(flatten([for function in google_cloudfunctions2_function.function : [for value in values(function.service_config[0].environment_variables) : value != ""]]))
    error_message = "An optional setting is left out, not empty."
  }
}

run "an_empty_setting" {
  command = plan
  variables {
    settings = { GH_REPOS = "acme/handbook", INCLUDE = "" }
  }
  expect_failures = [var.settings]
}

run "a_secret_among_the_settings" {
  command = plan
  variables {
    settings = { GH_REPOS = "acme/handbook", GH_PAT = "not-here" }
  }
  expect_failures = [var.settings]
}

run "nothing_to_index" {
  command = plan
  variables {
    settings = { INCLUDE = "docs/**" }
  }
  expect_failures = [var.settings]
}
