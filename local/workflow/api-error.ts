const httpCodes = {
  INVALID_ARGUMENT: 400,
  FAILED_PRECONDITION: 400,
  UNAUTHENTICATED: 401,
  PERMISSION_DENIED: 403,
  NOT_FOUND: 404,
  INTERNAL: 500,
} as const;

/** An error as Google's REST APIs answer it. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly status: keyof typeof httpCodes;

  constructor(status: keyof typeof httpCodes, message: string) {
    super(message);
    this.status = status;
  }

  get code(): number {
    return httpCodes[this.status];
  }

  toBody(): { error: { code: number; message: string; status: string } } {
    return { error: { code: this.code, message: this.message, status: this.status } };
  }
}
