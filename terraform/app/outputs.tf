output "public_url" {
  description = "The public address of DocPilot, to which a function's name is appended."
  value       = local.public_url
}

output "mcp_url" {
  description = "The address of the MCP endpoint, which assistants also sign in to."
  value       = local.mcp_url
}

output "workflow" {
  description = "The workflow's name, for `gcloud workflows run`."
  value       = google_workflows_workflow.sync.name
}

output "public_functions" {
  description = "The functions whose invoker check `npm run deploy` switches off if public_access is no-invoker-check."
  value       = [for name, function in local.functions : name if function.public]
}

output "connections" {
  description = "The database connections that all instances may open together."
  value       = local.connections
}
