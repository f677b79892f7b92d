/** Names this folder's way of cutting; change it when the same text gives other chunks. */
export const chunkVersion = 'chunk-14';
