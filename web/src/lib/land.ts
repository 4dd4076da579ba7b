// Natural Earth's countries (public domain), from world-atlas, without any tile server.
import { feature } from "topojson-client";
import type { GeometryCollection, Topology } from "topojson-specification";
import land from "world-atlas/countries-110m.json?url";
import { registerMap } from "./chart";

let loading: Promise<void> | null = null;

/** The map "world" is there once this is done. */
export function loadLand(): Promise<void> {
  loading ??= fetch(land)
    .then((answer) => answer.json())
    .then((world: Topology<{ countries: GeometryCollection<{ name: string }> }>) => {
      registerMap("world", { geoJSON: feature(world, world.objects.countries) as never } as never);
    });
  return loading;
}
