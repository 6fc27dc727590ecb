/** Stands in for the part of zod that writes JSON Schema: the server makes the OpenAPI document, a phone never does. */
const nothing = () => undefined
module.exports = { createStandardJSONSchemaMethod: nothing, createToJSONSchemaMethod: () => nothing }
