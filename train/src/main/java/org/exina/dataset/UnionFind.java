package org.exina.dataset;

import java.util.HashMap;
import java.util.Map;

/** Sets that grow together; the smallest member stands for its set. */
final class UnionFind {
    private final int[] parent;

    UnionFind(int size) {
        parent = new int[size];
        for (int i = 0; i < size; i++) {
            parent[i] = i;
        }
    }

    int size() {
        return parent.length;
    }

    int find(int i) {
        int root = i;
        while (parent[root] != root) {
            root = parent[root];
        }
        for (int at = i; at != root; ) {
            int next = parent[at];
            parent[at] = root;
            at = next;
        }
        return root;
    }

    void unite(int a, int b) {
        int x = find(a);
        int y = find(b);
        parent[Math.max(x, y)] = Math.min(x, y);
    }

    /** The set of each member, numbered from 0 in order of first members. */
    int[] numbered() {
        Map<Integer, Integer> numbers = new HashMap<>();
        int[] set = new int[parent.length];
        for (int i = 0; i < set.length; i++) {
            int root = find(i);
            Integer number = numbers.get(root);
            if (number == null) {
                number = numbers.size();
                numbers.put(root, number);
            }
            set[i] = number;
        }
        return set;
    }
}
