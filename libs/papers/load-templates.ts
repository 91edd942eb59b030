import fs from 'node:fs';
import path from 'node:path';
import { kindInFileName, PAPER_KINDS, PaperKind } from './paper-kind';
import { PaperTemplate, PaperTemplateError } from './paper-template';
import { parseTemplate } from './parse-template';

export type PaperTemplates = Record<PaperKind, PaperTemplate>;

const FILE_BYTES_MAX = 256 * 1024;
const FILE_NAMES = PAPER_KINDS.map((kind) => `${kindInFileName(kind)}.txt`);
/** Beside the templates may lie what explains them, and what an editor or a mount leaves. */
const IS_NO_TEMPLATE = /^(\.|README)/i;

/**
 * The built-in templates; a file of the same name in `folder` takes the place of one.
 * @throws PaperTemplateError naming every file that cannot be used, and why
 */
export function loadTemplates(folder: string | undefined): PaperTemplates {
  const replaced = folder === undefined ? [] : filesIn(folder);
  const faults = replaced
    .filter((name) => !FILE_NAMES.includes(name))
    .map((name) => `${path.join(folder!, name)}: is no paper; name it ${FILE_NAMES.join(', ')}`);
  const templates: Partial<PaperTemplates> = {};
  for (const kind of PAPER_KINDS) {
    const name = `${kindInFileName(kind)}.txt`;
    const file = path.join(replaced.includes(name) ? folder! : findBuiltInFolder(), name);
    try {
      templates[kind] = parseTemplate(readUtf8(file), file);
    } catch (error) {
      if (!(error instanceof PaperTemplateError)) throw error;
      faults.push(...error.faults);
    }
  }
  if (faults.length > 0) throw new PaperTemplateError(faults);
  return templates as PaperTemplates;
}

/** The sources run from `libs/papers`, the build from `dist/libs/papers`, which has no texts. */
function findBuiltInFolder(): string {
  const beside = path.join(__dirname, 'templates');
  return fs.existsSync(beside) ? beside : path.resolve(__dirname, '../../../libs/papers/templates');
}

function filesIn(folder: string): string[] {
  try {
    return fs.readdirSync(folder).filter((name) => !IS_NO_TEMPLATE.test(name));
  } catch (error) {
    throw new PaperTemplateError([`${folder}: cannot be read: ${(error as Error).message}`]);
  }
}

function readUtf8(file: string): string {
  const bytes = readBytes(file);
  if (bytes.length > FILE_BYTES_MAX) {
    throw new PaperTemplateError([`${file}: has more than ${FILE_BYTES_MAX} bytes`]);
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new PaperTemplateError([`${file}: is not UTF-8; save it as plain text in UTF-8`]);
  }
}

function readBytes(file: string): Buffer {
  try {
    return fs.readFileSync(file);
  } catch (error) {
    throw new PaperTemplateError([`${file}: cannot be read: ${(error as Error).message}`]);
  }
}
