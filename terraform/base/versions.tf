terraform {
  required_version = ">= 1.11.0, < 2.0.0"

  required_providers {
    google = {
      source  = "hashicorp/google"
      version = "8.1.0"
    }
  }

  # The bucket is given by `terraform init -backend-config`, as `npm run deploy` does.
  backend "gcs" {
    prefix = "docpilot/base"
  }
}

provider "google" {
  project = var.project_id
  region  = var.region
}
