# The bundles of `npm run build`, one folder per function. Each zip is named after its content, so that
# a function is rebuilt only when its bundle changes.
data "archive_file" "bundle" {
  for_each = local.functions

  type             = "zip"
  source_dir       = "${path.module}/../../dist/${each.key}"
  output_path      = "${path.module}/.terraform/bundles/${each.key}.zip"
  output_file_mode = "0644"
  excludes         = ["**/*.map"]
}

resource "google_storage_bucket" "sources" {
  name     = "${var.project_id}-docpilot-sources"
  location = var.region

  uniform_bucket_level_access = true
  public_access_prevention    = "enforced"
}

resource "google_storage_bucket_object" "bundle" {
  for_each = local.functions

  name   = "${each.key}-${data.archive_file.bundle[each.key].output_sha256}.zip"
  bucket = google_storage_bucket.sources.name
  source = data.archive_file.bundle[each.key].output_path
}
