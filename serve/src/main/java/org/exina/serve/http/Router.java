package org.exina.serve.http;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Finds the route of a request. A path is cut at its slashes before it is decoded: a name may hold one, encoded. */
final class Router {
    private final List<Route> routes;

    Router(List<Route> routes) {
        this.routes = List.copyOf(routes);
    }

    /**
     * A route and what stands in its braces.
     *
     * @param values by name
     */
    record Found(Route route, Map<String, String> values) {}

    /**
     * Finds it.
     *
     * @param path as it was sent
     * @throws ProblemException 404, or 405 where the path is answered to another method
     */
    Found find(String method, String path) throws ProblemException, UriText.BadUri {
        List<String> segments = new ArrayList<>();
        for (String each : path.split("/", -1)) {
            segments.add(UriText.decoded(each));
        }
        List<Found> found = new ArrayList<>();
        for (Route route : routes) {
            values(route, segments).ifPresent(values -> found.add(new Found(route, values)));
        }
        if (found.isEmpty()) {
            throw new ProblemException(404, "there is nothing at this address");
        }
        String wanted = method.equals("HEAD") ? "GET" : method;
        return found.stream()
                .filter(each -> each.route().method().equals(wanted))
                .findFirst()
                .orElseThrow(() -> otherMethod(method, found));
    }

    private static ProblemException otherMethod(String method, List<Found> found) {
        String allowed =
                found.stream().map(each -> each.route().method()).distinct().collect(Collectors.joining(", "));
        return new ProblemException(405, "expected " + allowed + " here, got " + method).withHeader("Allow", allowed);
    }

    private static Optional<Map<String, String>> values(Route route, List<String> segments) {
        String[] wanted = route.path().split("/", -1);
        if (wanted.length != segments.size()) {
            return Optional.empty();
        }
        Map<String, String> values = new LinkedHashMap<>();
        for (int i = 0; i < wanted.length; i++) {
            if (wanted[i].startsWith("{")) {
                values.put(wanted[i].substring(1, wanted[i].length() - 1), segments.get(i));
            } else if (!wanted[i].equals(segments.get(i))) {
                return Optional.empty();
            }
        }
        return Optional.of(values);
    }
}
