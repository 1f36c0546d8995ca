// tree-sitter patches the prototypes of its native classes when it is loaded, and the process has one native addon.
// Jest gives every test file a module registry of its own, so from the second file on `rootNode` would be undefined.
// Loading the addon here, once per worker and outside the registry, keeps one pair for all test files.
import { TestEnvironment as NodeEnvironment } from 'jest-environment-node';
import Parser from 'tree-sitter';
import Python from 'tree-sitter-python';

export default class NativeEnvironment extends NodeEnvironment {
  async setup() {
    await super.setup();
    this.global.nativeModules = { 'tree-sitter': Parser, 'tree-sitter-python': Python };
  }
}
