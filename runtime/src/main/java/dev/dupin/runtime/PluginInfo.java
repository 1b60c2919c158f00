package dev.dupin.runtime;

public record PluginInfo(String name, String version, String jar, String sha256) {}
