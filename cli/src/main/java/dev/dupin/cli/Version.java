package dev.dupin.cli;

import picocli.CommandLine.IVersionProvider;

/** The version the build knew. */
final class Version implements IVersionProvider {
  @Override
  public String[] getVersion() {
    return new String[] {"Dupin " + Build.read().version()};
  }
}
