/** A model with what it has embedded. */
export interface Generation {
  id: number;
  /** The embedder's key: provider, model and dimensions. */
  model: string;
  dimensions: number;
}
