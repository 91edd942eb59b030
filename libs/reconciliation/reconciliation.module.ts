import { Module } from '@nestjs/common';
import { DifferencesController } from './differences.controller';
import { DifferencesService } from './differences.service';

/**
 * What both sides said, brought together: matches tie a line that arrived to the line that it
 * arrived from, and what does not agree is a difference, open until a person settles it.
 */
@Module({ controllers: [DifferencesController], providers: [DifferencesService] })
export class ReconciliationModule {}
