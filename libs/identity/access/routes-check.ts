import { Injectable, OnModuleInit } from '@nestjs/common';
import { DiscoveryService, MetadataScanner } from '@nestjs/core';
import { METHOD_METADATA } from '@nestjs/common/constants';
import { PERMISSION } from '@pobratym/platform';
import { RIGHTS } from './rights';

/** Deny by default: an installation with a route that nobody has thought about does not start. */
@Injectable()
export class RoutesCheck implements OnModuleInit {
  constructor(
    private readonly discovery: DiscoveryService,
    private readonly scanner: MetadataScanner,
  ) {}

  onModuleInit(): void {
    const faults = this.discovery.getControllers().flatMap(({ metatype }) => {
      const prototype = (metatype?.prototype ?? {}) as Record<string, object>;
      return this.scanner
        .getAllMethodNames(prototype)
        .filter((name) => Reflect.hasMetadata(METHOD_METADATA, prototype[name]!))
        .filter((name) => !isDeclared(Reflect.getMetadata(PERMISSION, prototype[name]!)))
        .map((name) => `${metatype!.name}.${name}`);
    });
    if (faults.length > 0) {
      throw new Error(
        `Without a permission of libs/identity/access/rights.ts: ${faults.join(', ')}`,
      );
    }
  }
}

const isDeclared = (actions: unknown): boolean =>
  Array.isArray(actions) && actions.length > 0 && actions.every((action) => action in RIGHTS);
