/** Version of the command and of all packages; a test compares it with the manifests. */
export const VERSION = '0.1.0';
