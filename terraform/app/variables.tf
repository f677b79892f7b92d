variable "project_id" {
  description = "The id of the Google Cloud project, for example my-team-docs."
  type        = string

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{4,28}[a-z0-9]$", var.project_id))
    error_message = "A project id has 6 to 30 lower-case letters, digits and hyphens."
  }
}

variable "region" {
  description = "The region of everything, for example europe-west1."
  type        = string

  validation {
    condition     = can(regex("^[a-z]+-[a-z]+[0-9]+$", var.region))
    error_message = "A region looks like europe-west1."
  }
}

variable "instance_name" {
  description = "The Cloud SQL instance that terraform/base created."
  type        = string
  default     = "docpilot"
}

variable "connections" {
  description = "The database connections that all instances may open together: 18 of db-f1-micro's 25."
  type        = number
  default     = 18

  validation {
    condition     = var.connections >= 16
    error_message = "The functions need 16 connections."
  }
}

variable "settings" {
  description = "Settings by variable, for example { GH_REPOS = \"acme/handbook\" }; a missing one has its default."
  type        = map(string)

  validation {
    condition = alltrue([
      for name in keys(var.settings) :
      contains(flatten(values(yamldecode(file("${path.module}/../functions.yaml")))[*].settings), name)
    ])
    error_message = "There is a setting that no function reads: see terraform/functions.yaml. For secrets, use npm run secrets."
  }
  validation {
    condition     = alltrue([for value in values(var.settings) : trimspace(value) != ""])
    error_message = "Leave a setting out instead of setting it to an empty text."
  }
  validation {
    condition     = length(setintersection(keys(var.settings), ["GH_REPOS", "GDRIVE_FOLDER_ID", "SITES"])) > 0
    error_message = "There is nothing to index: set GH_REPOS, GDRIVE_FOLDER_ID or SITES."
  }
}

variable "secret_versions" {
  description = "The version of each secret, for example { API_TOKEN = \"1\", GH_WEBHOOK_SECRET = \"1\" }; an optional secret without a version is left out."
  type        = map(string)

  validation {
    condition     = alltrue([for version in values(var.secret_versions) : can(regex("^[1-9][0-9]*$", version))])
    error_message = "A version must be a number, as a running instance never sees a new \"latest\"."
  }
  validation {
    condition = length(setsubtract(
      flatten(values(yamldecode(file("${path.module}/../functions.yaml")))[*].secrets.required), keys(var.secret_versions)
    )) == 0
    error_message = "A required secret has no version, so its function would fail to deploy: run npm run secrets."
  }
  validation {
    condition = length(setsubtract(keys(var.secret_versions), flatten([
      for function in values(yamldecode(file("${path.module}/../functions.yaml"))) :
      concat(function.secrets.required, function.secrets.optional)
    ]))) == 0
    error_message = "There is a secret that no function reads: see terraform/functions.yaml."
  }
}

variable "public_access" {
  description = "How the public functions are public: no-invoker-check (npm run deploy switches Cloud Run's check off, as Google recommends; many organisations forbid the other way), or all-users (run.invoker for allUsers)."
  type        = string
  default     = "no-invoker-check"

  validation {
    condition     = contains(["all-users", "no-invoker-check"], var.public_access)
    error_message = "Either all-users or no-invoker-check."
  }
}

variable "alert_email" {
  description = "The email address for alerts; null for none."
  type        = string
  default     = null

  validation {
    condition     = var.alert_email == null || can(regex("^[^@\\s]+@[^@\\s]+$", var.alert_email))
    error_message = "An address looks like ann@example.com."
  }
}

variable "billing_account" {
  description = "The billing account, for a budget alert: 000000-000000-000000; null for no budget."
  type        = string
  default     = null

  validation {
    condition     = var.billing_account == null || can(regex("^([0-9A-F]{6}-){2}[0-9A-F]{6}$", var.billing_account))
    error_message = "A billing account looks like 0123AB-4567CD-89EF01."
  }
}

variable "monthly_budget" {
  description = "The monthly cost above which an alert is sent, in the billing account's currency."
  type        = number
  default     = 30

  validation {
    condition     = var.monthly_budget >= 1 && floor(var.monthly_budget) == var.monthly_budget
    error_message = "A whole number from 1."
  }
}
