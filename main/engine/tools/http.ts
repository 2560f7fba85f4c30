/**
 * Node's own HTTP, without what an import of it costs: for the names of a module `import` reads each of its exports, and one of
 * these is a WebSocket client that is loaded then, a sixth of a terminal's start and two megabytes.
 */
export const { Agent, createServer, request } = process.getBuiltinModule('node:http');
export const { request: secureRequest } = process.getBuiltinModule('node:https');
