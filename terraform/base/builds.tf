# By default, builds run as Compute Engine's default account, which has no rights in newer
# organisations.
resource "google_artifact_registry_repository" "images" {
  repository_id = "docpilot"
  location      = var.region
  format        = "DOCKER"
  description   = "The functions' images"

  cleanup_policies {
    id     = "keep-the-last-three"
    action = "KEEP"
    most_recent_versions {
      keep_count = 3
    }
  }
  cleanup_policies {
    id     = "delete-after-a-month"
    action = "DELETE"
    condition {
      older_than = "2592000s"
    }
  }

  depends_on = [google_project_service.api]
}

resource "google_artifact_registry_repository_iam_member" "builder" {
  repository = google_artifact_registry_repository.images.name
  location   = google_artifact_registry_repository.images.location
  role       = "roles/artifactregistry.writer"
  member     = google_service_account.account["builder"].member
}

resource "google_project_iam_member" "builder" {
  # The sources are in DocPilot's bucket and in one that Cloud Functions creates; the logs are needed
  # when a build fails.
  for_each = toset(["roles/storage.objectViewer", "roles/logging.logWriter"])

  project = var.project_id
  role    = each.value
  member  = google_service_account.account["builder"].member
}
