terraform {
  required_version = ">= 1.11.0, < 2.0.0"

  required_providers {
    google = {
      source  = "hashicorp/google"
      version = "8.1.0"
    }
    archive = {
      source  = "hashicorp/archive"
      version = "2.7.1"
    }
  }

  # `npm run deploy` sets the bucket by `terraform init -backend-config`.
  backend "gcs" {
    prefix = "docpilot/app"
  }
}

provider "google" {
  project = var.project_id
  region  = var.region

  # A person's credentials have no project for the quota of the budget API unless one is named.
  billing_project       = var.project_id
  user_project_override = true
}
