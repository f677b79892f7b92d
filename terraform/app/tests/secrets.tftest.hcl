mock_provider "google" {}
mock_provider "archive" {}

variables {
  project_id      = "acme-docs"
  region          = "europe-west1"
  settings        = { GH_REPOS = "acme/handbook" }
  secret_versions = { API_TOKEN = "3", GH_WEBHOOK_SECRET = "1" }
}

run "secrets_come_pinned_from_secret_manager" {
  assert {
    condition = { for name, function in google_cloudfunctions2_function.function :
      name => { for secret in function.service_config[0].secret_environment_variables : secret.key => "${secret.secret}:${secret.version}" } } == {
      search       = { API_TOKEN = "docpilot-api-token:3" }
      mcp          = { API_TOKEN = "docpilot-api-token:3" }
      list         = { API_TOKEN = "docpilot-api-token:3" }
      sync-sources = { API_TOKEN = "docpilot-api-token:3" }
      webhook      = { GH_WEBHOOK_SECRET = "docpilot-gh-webhook-secret:1" }
      home         = {}
      sync-github  = {}
      sync-drive   = {}
      sync-web     = {}
    }
    error_message = "A secret is missing, has no pinned version, or is given to a function that does not use it."
  }
  assert {
    condition = alltrue(flatten([
      for function in google_cloudfunctions2_function.function :
      [for secret in function.service_config[0].secret_environment_variables : can(regex("^[1-9][0-9]*$", secret.version)) && secret.project_id == "acme-docs"]
    ]))
    error_message = "A version is a number."
  }
  assert {
    condition = length(setintersection(["API_TOKEN", "GH_PAT", "GH_WEBHOOK_SECRET", "EMBED_API_KEY", "DATABASE_URL"], flatten([
      for function in google_cloudfunctions2_function.function : keys(function.service_config[0].environment_variables)
    ]))) == 0
    error_message = "A secret is in plain text among the settings."
  }
  assert {
    condition     = length(regexall("google_secret_manager_secret_version|secret_data|password", join("\n", [for file in fileset(path.module, "*.tf") : file("${path.module}/${file}")]))) == 0
    error_message = "A secret's text would be in the state."
  }
}

run "optional_secrets_where_they_have_a_version" {
  variables {
    secret_versions = { API_TOKEN = "3", GH_WEBHOOK_SECRET = "1", GH_PAT = "2", EMBED_API_KEY = "5" }
  }
  assert {
    condition     = [for secret in google_cloudfunctions2_function.function["sync-github"].service_config[0].secret_environment_variables : "${secret.key}:${secret.version}"] == ["GH_PAT:2", "EMBED_API_KEY:5"]
    error_message = "An optional secret with a version is given to the function that reads it."
  }
}

run "the_newest_version_is_no_version" {
  command = plan
  variables {
    secret_versions = { API_TOKEN = "latest", GH_WEBHOOK_SECRET = "1" }
  }
  expect_failures = [var.secret_versions]
}

run "a_required_secret_without_a_version" {
  command = plan
  variables {
    secret_versions = { API_TOKEN = "3" }
  }
  expect_failures = [var.secret_versions]
}

run "a_secret_that_nobody_reads" {
  command = plan
  variables {
    secret_versions = { API_TOKEN = "3", GH_WEBHOOK_SECRET = "1", OTHER = "1" }
  }
  expect_failures = [var.secret_versions]
}

run "versions_are_pinned" {
  assert {
    condition     = length(regexall("version += \"[0-9]+\\.[0-9]+\\.[0-9]+\"", file("${path.module}/versions.tf"))) == 2 && length(regexall("source +=", file("${path.module}/versions.tf"))) == 2
    error_message = "Every provider has one exact version."
  }
  assert {
    condition     = regex("google = \\{[^}]*\\}", file("${path.module}/versions.tf")) == regex("google = \\{[^}]*\\}", file("${path.module}/../base/versions.tf"))
    error_message = "Base and app use the same provider."
  }
}

run "sources_are_named_after_their_content_and_private" {
  assert {
    condition     = alltrue([for name, object in google_storage_bucket_object.bundle : object.name == "${name}-${data.archive_file.bundle[name].output_sha256}.zip" && endswith(data.archive_file.bundle[name].source_dir, "/dist/${name}")])
    error_message = "A changed bundle must be a new object, or nothing is rebuilt."
  }
  assert {
    condition     = google_storage_bucket.sources.uniform_bucket_level_access && google_storage_bucket.sources.public_access_prevention == "enforced"
    error_message = "Nobody else may read the sources."
  }
}
