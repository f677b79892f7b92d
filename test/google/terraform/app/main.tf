# Stands in for terraform/app, as base's file explains.
terraform {
  backend "gcs" {
    prefix = "docpilot/app"
  }
}

variable "project_id" { type = any }
variable "region" { type = any }
variable "instance_name" { type = any }
variable "settings" { type = any }
variable "public_access" { type = any }
variable "alert_email" { type = any }
variable "billing_account" { type = any }
variable "secret_versions" { type = map(string) }

resource "terraform_data" "functions" {
  triggers_replace = var.secret_versions

  provisioner "local-exec" {
    command = "node ../apply.mjs app"
    quiet   = true
  }
}
