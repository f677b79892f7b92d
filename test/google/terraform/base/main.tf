# Stands in for terraform/base: the real Terraform, its backend and its questions, with a provider that
# is built in. What it applies, it tells to the stand-in for Google's APIs.
terraform {
  backend "gcs" {
    prefix = "docpilot/base"
  }
}

variable "project_id" { type = any }
variable "region" { type = any }
variable "instance_name" { type = any }
variable "deployers" { type = any }
variable "vertex_embeddings" { type = any }

resource "terraform_data" "database" {
  input = var.project_id

  provisioner "local-exec" {
    command = "node ../apply.mjs base"
    quiet   = true
  }
}
