/** After which everything has to be asked anew; in seconds. */
export const grantSeconds = 7 * 24 * 3600;
/** Some assistants never refresh; a token can be revoked all the while. */
export const accessTokenSeconds = 24 * 3600;
/** From the assistant's request to the consent, and to Google and back. */
export const interactionSeconds = 600;
export const codeSeconds = 60;
/** A registered client that nobody has let in. */
export const unusedClientSeconds = 24 * 3600;
/** Of the search page in a browser, from the last time that it was opened. */
export const sessionSeconds = 8 * 3600;
