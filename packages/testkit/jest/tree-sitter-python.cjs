module.exports = globalThis.nativeModules['tree-sitter-python'];
