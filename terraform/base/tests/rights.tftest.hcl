# All rights of all accounts: a right that is missing, wider or new fails here.
mock_provider "google" {}

variables {
  project_id = "acme-docs"
  region     = "europe-west1"
  deployers  = ["user:ann@example.com"]
}

override_resource {
  target = google_service_account.account["search"]
  values = { email = "docpilot-search@acme-docs.iam.gserviceaccount.com", member = "serviceAccount:docpilot-search@acme-docs.iam.gserviceaccount.com", name = "projects/acme-docs/serviceAccounts/docpilot-search@acme-docs.iam.gserviceaccount.com" }
}
override_resource {
  target = google_service_account.account["mcp"]
  values = { email = "docpilot-mcp@acme-docs.iam.gserviceaccount.com", member = "serviceAccount:docpilot-mcp@acme-docs.iam.gserviceaccount.com", name = "projects/acme-docs/serviceAccounts/docpilot-mcp@acme-docs.iam.gserviceaccount.com" }
}
override_resource {
  target = google_service_account.account["list"]
  values = { email = "docpilot-list@acme-docs.iam.gserviceaccount.com", member = "serviceAccount:docpilot-list@acme-docs.iam.gserviceaccount.com", name = "projects/acme-docs/serviceAccounts/docpilot-list@acme-docs.iam.gserviceaccount.com" }
}
override_resource {
  target = google_service_account.account["home"]
  values = { email = "docpilot-home@acme-docs.iam.gserviceaccount.com", member = "serviceAccount:docpilot-home@acme-docs.iam.gserviceaccount.com", name = "projects/acme-docs/serviceAccounts/docpilot-home@acme-docs.iam.gserviceaccount.com" }
}
override_resource {
  target = google_service_account.account["webhook"]
  values = { email = "docpilot-webhook@acme-docs.iam.gserviceaccount.com", member = "serviceAccount:docpilot-webhook@acme-docs.iam.gserviceaccount.com", name = "projects/acme-docs/serviceAccounts/docpilot-webhook@acme-docs.iam.gserviceaccount.com" }
}
override_resource {
  target = google_service_account.account["sync-sources"]
  values = { email = "docpilot-sync-sources@acme-docs.iam.gserviceaccount.com", member = "serviceAccount:docpilot-sync-sources@acme-docs.iam.gserviceaccount.com", name = "projects/acme-docs/serviceAccounts/docpilot-sync-sources@acme-docs.iam.gserviceaccount.com" }
}
override_resource {
  target = google_service_account.account["sync-github"]
  values = { email = "docpilot-sync-github@acme-docs.iam.gserviceaccount.com", member = "serviceAccount:docpilot-sync-github@acme-docs.iam.gserviceaccount.com", name = "projects/acme-docs/serviceAccounts/docpilot-sync-github@acme-docs.iam.gserviceaccount.com" }
}
override_resource {
  target = google_service_account.account["sync-drive"]
  values = { email = "docpilot-sync-drive@acme-docs.iam.gserviceaccount.com", member = "serviceAccount:docpilot-sync-drive@acme-docs.iam.gserviceaccount.com", name = "projects/acme-docs/serviceAccounts/docpilot-sync-drive@acme-docs.iam.gserviceaccount.com" }
}
override_resource {
  target = google_service_account.account["sync-web"]
  values = { email = "docpilot-sync-web@acme-docs.iam.gserviceaccount.com", member = "serviceAccount:docpilot-sync-web@acme-docs.iam.gserviceaccount.com", name = "projects/acme-docs/serviceAccounts/docpilot-sync-web@acme-docs.iam.gserviceaccount.com" }
}
override_resource {
  target = google_service_account.account["workflow"]
  values = { email = "docpilot-workflow@acme-docs.iam.gserviceaccount.com", member = "serviceAccount:docpilot-workflow@acme-docs.iam.gserviceaccount.com", name = "projects/acme-docs/serviceAccounts/docpilot-workflow@acme-docs.iam.gserviceaccount.com" }
}
override_resource {
  target = google_service_account.account["scheduler"]
  values = { email = "docpilot-scheduler@acme-docs.iam.gserviceaccount.com", member = "serviceAccount:docpilot-scheduler@acme-docs.iam.gserviceaccount.com", name = "projects/acme-docs/serviceAccounts/docpilot-scheduler@acme-docs.iam.gserviceaccount.com" }
}
override_resource {
  target = google_service_account.account["migrator"]
  values = { email = "docpilot-migrator@acme-docs.iam.gserviceaccount.com", member = "serviceAccount:docpilot-migrator@acme-docs.iam.gserviceaccount.com", name = "projects/acme-docs/serviceAccounts/docpilot-migrator@acme-docs.iam.gserviceaccount.com" }
}
override_resource {
  target = google_service_account.account["builder"]
  values = { email = "docpilot-builder@acme-docs.iam.gserviceaccount.com", member = "serviceAccount:docpilot-builder@acme-docs.iam.gserviceaccount.com", name = "projects/acme-docs/serviceAccounts/docpilot-builder@acme-docs.iam.gserviceaccount.com" }
}

run "each_function_has_an_account_of_its_own" {
  assert {
    condition     = toset([for account in google_service_account.account : account.account_id]) == toset([for name in ["search", "mcp", "list", "home", "webhook", "sync-sources", "sync-github", "sync-drive", "sync-web", "workflow", "scheduler", "migrator", "builder"] : "docpilot-${name}"])
    error_message = "The accounts are not one for each function, the workflow, the scheduler, the migrator and the builder."
  }
  assert {
    condition     = fileset("${path.module}/../../functions", "*/index.ts") == toset([for name in keys(local.functions) : "${name}/index.ts"])
    error_message = "functions.yaml does not have the functions of functions/."
  }
}

run "apis_and_the_agent_of_workflows" {
  assert {
    condition     = toset(keys(google_project_service.api)) == toset(local.apis.always) && alltrue([for api in google_project_service.api : !api.disable_on_destroy])
    error_message = "Exactly the APIs of apis.yaml are enabled, and none is disabled, as something else may use it."
  }
  assert {
    condition     = google_project_iam_member.workflows_agent.role == "roles/workflows.serviceAgent" && google_project_iam_member.workflows_agent.member == "serviceAccount:service-${data.google_project.this.number}@gcp-sa-workflows.iam.gserviceaccount.com"
    error_message = "Google grants no role to a service agent that is created on request, so Workflows' needs its role."
  }
}

run "rights_in_the_project" {
  assert {
    condition = toset([
      for grant in concat(
        values(google_project_iam_member.connects), values(google_project_iam_member.starts_workflow),
        values(google_project_iam_member.embeds), values(google_project_iam_member.builder), [google_project_iam_member.workflow_logs]
      ) : "${split("@", split(":docpilot-", grant.member)[1])[0]} ${grant.role}"
      ]) == toset(concat(
      [for name in ["search", "mcp", "list", "home", "webhook", "sync-sources", "sync-github", "sync-drive", "sync-web", "migrator"] : "${name} roles/cloudsql.client"],
      [for name in ["search", "mcp", "list", "home", "webhook", "sync-sources", "sync-github", "sync-drive", "sync-web", "migrator"] : "${name} roles/cloudsql.instanceUser"],
      [
        "scheduler roles/workflows.invoker", "webhook roles/workflows.invoker", "sync-sources roles/workflows.invoker",
        "workflow roles/logging.logWriter", "builder roles/logging.logWriter", "builder roles/storage.objectViewer",
      ],
    ))
    error_message = "The rights in the project are not those that are needed."
  }
}

run "rights_on_secrets" {
  assert {
    condition = toset([
      for grant in google_secret_manager_secret_iam_member.reader :
      "${grant.role} ${split("@", split(":docpilot-", grant.member)[1])[0]}"
      ]) == toset([
      for name in ["search", "mcp", "list", "webhook", "sync-sources", "sync-github", "sync-drive", "sync-web"] :
      "roles/secretmanager.secretAccessor ${name}"
    ])
    error_message = "A function may read a secret that it does not use, or may not read one that it uses, or may do more than read."
  }
  assert {
    condition = { for key, reader in local.secret_readers : reader.secret => reader.function... } == {
      API_TOKEN         = ["list", "mcp", "search", "sync-sources"]
      EMBED_API_KEY     = ["mcp", "search", "sync-drive", "sync-github", "sync-web"]
      GH_PAT            = ["sync-github"]
      GH_WEBHOOK_SECRET = ["webhook"]
      # Google's client signs people in at mcp alone.
      OAUTH_CLIENT_SECRET = ["mcp"]
    }
    error_message = "A secret is read by other functions than those that need it."
  }
  assert {
    condition     = alltrue([for key, grant in google_secret_manager_secret_iam_member.reader : strcontains(grant.member, "docpilot-${local.secret_readers[key].function}@")])
    error_message = "A secret is given to another account than its function's."
  }
}

run "rights_on_the_rest" {
  assert {
    condition     = google_artifact_registry_repository_iam_member.builder.role == "roles/artifactregistry.writer" && strcontains(google_artifact_registry_repository_iam_member.builder.member, "docpilot-builder@")
    error_message = "The builder may write images and nothing else."
  }
  assert {
    condition     = [for grant in google_service_account_iam_member.migrates : "${grant.role} ${grant.member} ${grant.service_account_id}"] == ["roles/iam.serviceAccountTokenCreator user:ann@example.com projects/acme-docs/serviceAccounts/docpilot-migrator@acme-docs.iam.gserviceaccount.com"]
    error_message = "A deployer may impersonate the migrator and nobody else."
  }
}

run "images_do_not_pile_up" {
  assert {
    condition     = toset([for policy in google_artifact_registry_repository.images.cleanup_policies : policy.action]) == toset(["KEEP", "DELETE"])
    error_message = "Old images are deleted, the last ones kept."
  }
}

run "vertex_is_allowed_where_it_embeds" {
  variables {
    vertex_embeddings = true
  }
  assert {
    condition     = toset(keys(google_project_iam_member.embeds)) == toset(["search", "mcp", "sync-github", "sync-drive", "sync-web"]) && alltrue([for grant in google_project_iam_member.embeds : grant.role == "roles/aiplatform.user"])
    error_message = "Only the functions that embed may call Vertex AI."
  }
}

run "nobody_else_is_a_deployer" {
  command = plan
  variables {
    deployers = ["allAuthenticatedUsers"]
  }
  expect_failures = [var.deployers]
}
