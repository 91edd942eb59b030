import { applyDecorators } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiExtraModels, ApiQuery, getSchemaPath } from '@nestjs/swagger';
import { ReportLineInput } from './dto/report-line-input.dto';
import { FileReportDto } from './dto/report.dto';

const FILE_OR_LINES = {
  type: 'object',
  properties: {
    file: {
      type: 'string',
      format: 'binary',
      description: 'of a form: CSV, XLSX or lines of JSON, at most 200 MB',
    },
    lines: {
      type: 'array',
      items: { $ref: getSchemaPath(ReportLineInput) },
      minItems: 1,
      description: 'of application/json, at most 5 MB; application/x-ndjson holds an object a line',
    },
  },
};

const FIELDS = ['side', 'cityId', 'sheet', 'isPreview', 'sourceReadOn', 'sourceHash', 'codedBy'];

/** A report comes in three ways, and all of them become a file. */
export const DescribedUpload = (): MethodDecorator =>
  applyDecorators(
    ApiExtraModels(FileReportDto, ReportLineInput),
    ApiConsumes('multipart/form-data', 'application/json', 'application/x-ndjson'),
    ...FIELDS.map((name) =>
      ApiQuery({ name, required: false, type: String, description: 'instead of in the body' }),
    ),
    ApiBody({
      description:
        'a form with a file, an object with lines, or lines alone (application/x-ndjson, at most' +
        ' 200 MB, streamed), whose fields then stand in the address',
      schema: { allOf: [{ $ref: getSchemaPath(FileReportDto) }, FILE_OR_LINES] } as object,
    }),
  );
