output "public_url" {
  description = "Where people and assistants reach DocPilot; the function's name comes behind it."
  value       = local.public_url
}

output "workflow" {
  description = "What `gcloud workflows run` takes."
  value       = google_workflows_workflow.sync.name
}

output "public_functions" {
  description = "The functions whose invoker check `npm run deploy` switches off where public_access says so."
  value       = [for name, function in local.functions : name if function.public]
}

output "connections" {
  description = "What all instances may hold of the database's connections."
  value       = local.connections
}
