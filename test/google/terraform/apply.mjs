// Asks the stand-in for Google's APIs to make what a half describes, and fails as Google's provider does.
const half = process.argv[2];
const response = await fetch(`${process.env.GOOGLE_STAND_IN}/provider/${half}`, { method: 'POST' });
if (!response.ok) {
  const { error } = await response.json();
  process.stderr.write(`Error creating it: googleapi: Error ${error.code}: ${error.message}\n`);
  process.exit(1);
}
