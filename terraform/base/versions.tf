terraform {
  required_version = ">= 1.11.0, < 2.0.0"

  required_providers {
    google = {
      source  = "hashicorp/google"
      version = "8.1.0"
    }
  }

  # `npm run deploy` sets the bucket by `terraform init -backend-config`.
  backend "gcs" {
    prefix = "docpilot/base"
  }
}

provider "google" {
  project = var.project_id
  region  = var.region
}
