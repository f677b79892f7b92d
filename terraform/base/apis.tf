locals {
  apis = yamldecode(file("${path.module}/../apis.yaml"))
}

resource "google_project_service" "api" {
  for_each = toset(concat(local.apis.always, var.vertex_embeddings ? local.apis.vertex : []))

  project = var.project_id
  service = each.value

  # Something else in the project may use the API, too.
  disable_on_destroy = false
}

data "google_project" "this" {
  project_id = var.project_id
}

# The account with which Workflows gets tokens for the workflow. Google creates it some time after the
# API is first used, so `npm run quickstart` asks for it, and then its role must be granted here:
# https://cloud.google.com/iam/docs/create-service-agents
resource "google_project_iam_member" "workflows_agent" {
  project = var.project_id
  role    = "roles/workflows.serviceAgent"
  member  = "serviceAccount:service-${data.google_project.this.number}@gcp-sa-workflows.iam.gserviceaccount.com"

  depends_on = [google_project_service.api]
}
