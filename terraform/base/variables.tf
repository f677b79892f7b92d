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
  description = "The Cloud SQL instance. Google reserves a deleted instance's name for a week, so a new instance needs another name."
  type        = string
  default     = "docpilot"

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{0,62}$", var.instance_name))
    error_message = "An instance's name starts with a letter and has lower-case letters, digits and hyphens."
  }
}

variable "database_tier" {
  description = "The machine type of Cloud SQL: db-f1-micro (25 connections, 0.6 GB), db-g1-small, or db-custom-CPUS-MIB."
  type        = string
  default     = "db-f1-micro"

  validation {
    condition     = can(regex("^db-(f1-micro|g1-small|custom-[0-9]+-[0-9]+)$", var.database_tier))
    error_message = "The ENTERPRISE edition has db-f1-micro, db-g1-small and db-custom-CPUS-MIB."
  }
}

variable "point_in_time_recovery" {
  description = "Whether the write-ahead log is kept for 7 days, so that any second of them can be restored."
  type        = bool
  default     = false
}

variable "deployers" {
  description = "Who may migrate the database, for example [\"user:ann@example.com\"]."
  type        = list(string)
  default     = []

  validation {
    condition     = alltrue([for member in var.deployers : can(regex("^(user|group|serviceAccount):[^@\\s]+@[^@\\s]+$", member))])
    error_message = "A deployer is user:ADDRESS, group:ADDRESS or serviceAccount:ADDRESS."
  }
}

variable "vertex_embeddings" {
  description = "Whether embeddings come from Vertex AI (EMBED_PROVIDER is vertex)."
  type        = bool
  default     = false
}
