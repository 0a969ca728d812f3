package dev.greenroom.acceptance;

import org.junit.platform.suite.api.IncludeEngines;
import org.junit.platform.suite.api.SelectClasspathResource;
import org.junit.platform.suite.api.Suite;

/** Runs the features against the target. */
@Suite
@IncludeEngines("cucumber")
@SelectClasspathResource("features")
class FeaturesIT {}
