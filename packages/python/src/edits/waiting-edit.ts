import type { Edit } from '@moult/plugin-api';

/** An edit builder that is opened when a rule first takes something of it: most sites are right as they are. */
export class WaitingEdit implements Edit {
  readonly #open: () => Edit;

  constructor(open: () => Edit) {
    this.#open = open;
  }

  get replace(): Edit['replace'] {
    return this.#open().replace;
  }

  get remove(): Edit['remove'] {
    return this.#open().remove;
  }

  get insertBefore(): Edit['insertBefore'] {
    return this.#open().insertBefore;
  }

  get insertAfter(): Edit['insertAfter'] {
    return this.#open().insertAfter;
  }

  get insertFirst(): Edit['insertFirst'] {
    return this.#open().insertFirst;
  }

  get unwrap(): Edit['unwrap'] {
    return this.#open().unwrap;
  }

  get wrapBody(): Edit['wrapBody'] {
    return this.#open().wrapBody;
  }

  get replaceHeader(): Edit['replaceHeader'] {
    return this.#open().replaceHeader;
  }

  get arguments(): Edit['arguments'] {
    return this.#open().arguments;
  }

  get decorators(): Edit['decorators'] {
    return this.#open().decorators;
  }

  get parameters(): Edit['parameters'] {
    return this.#open().parameters;
  }

  get rename(): Edit['rename'] {
    return this.#open().rename;
  }

  get imports(): Edit['imports'] {
    return this.#open().imports;
  }

  get needs(): Edit['needs'] {
    return this.#open().needs;
  }

  get unit(): Edit['unit'] {
    return this.#open().unit;
  }

  get lower(): Edit['lower'] {
    return this.#open().lower;
  }

  get evidence(): Edit['evidence'] {
    return this.#open().evidence;
  }

  get describe(): Edit['describe'] {
    return this.#open().describe;
  }
}
