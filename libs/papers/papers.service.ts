import { Inject, Injectable } from '@nestjs/common';
import { Config, CONFIG, InvalidInputError, NotFoundError } from '@pobratym/platform';
import { renderDocx } from './docx-paper';
import { loadTemplates, PaperTemplates } from './load-templates';
import { paperFileName } from './paper-file-name';
import { PAPER_KINDS, PaperFormat, PaperKind } from './paper-kind';
import { Bilingual } from './paper-template';
import { faultsOfValues, PaperValues } from './paper-values';
import { renderPdf } from './pdf-paper';

export interface Paper {
  bytes: Buffer;
  /** ASCII only. */
  fileName: string;
  mediaType: string;
}

const RENDERERS = {
  docx: {
    render: renderDocx,
    mediaType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  },
  pdf: { render: renderPdf, mediaType: 'application/pdf' },
};

@Injectable()
export class PapersService {
  private readonly templates: PaperTemplates;

  /** @throws PaperTemplateError, so that a wrong template stops the start and not the first user */
  constructor(@Inject(CONFIG) config: Pick<Config, 'templateFolder'>) {
    this.templates = loadTemplates(config.templateFolder);
  }

  /** The papers that there are, with their titles. */
  kinds(): { kind: PaperKind; title: Bilingual }[] {
    return PAPER_KINDS.map((kind) => ({ kind, title: this.templates[kind].title }));
  }

  /**
   * A paper filled with the values of two cities.
   * @throws InvalidInputError naming each value that cannot be printed
   */
  async make(kind: PaperKind, format: PaperFormat, values: PaperValues): Promise<Paper> {
    if (!PAPER_KINDS.includes(kind)) throw new NotFoundError(`There is no paper “${kind}”.`);
    const faults = faultsOfValues(values, format);
    if (faults.length > 0) throw InvalidInputError.of(faults);
    const { render, mediaType } = RENDERERS[format];
    const bytes = await render(this.templates[kind], values);
    return { bytes, fileName: paperFileName(kind, format, values), mediaType };
  }
}
