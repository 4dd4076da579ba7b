// Natural Earth's countries (public domain), from world-atlas, without any tile server.
import type { FeatureCollection, MultiPolygon, Polygon, Position } from "geojson";
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
      const countries = feature(world, world.objects.countries) as FeatureCollection<Polygon | MultiPolygon>;
      for (const { geometry } of countries.features) {
        if (geometry.type === "Polygon") geometry.coordinates = geometry.coordinates.map(flat);
        else geometry.coordinates = geometry.coordinates.map((polygon) => polygon.map(flat));
      }
      registerMap("world", { geoJSON: countries as never } as never);
    });
  return loading;
}

/** A ring of the globe on a flat map: over the date line it goes on, and round a pole it is closed along the pole. */
function flat(ring: Position[]): Position[] {
  let turned = 0;
  const laid = ring.map(([lon, lat], at): Position => {
    const step = at ? lon - ring[at - 1][0] : 0;
    if (Math.abs(step) > 180) turned -= 360 * Math.sign(step);
    return [lon + turned, lat];
  });
  const [first, last] = [laid[0], laid[laid.length - 1]];
  if (Math.abs(last[0] - first[0]) < 180) return laid;
  const pole = first[1] < 0 ? -90 : 90;
  return [...laid, [last[0], pole], [first[0], pole], first];
}
