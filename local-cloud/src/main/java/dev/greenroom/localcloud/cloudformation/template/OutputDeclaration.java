package dev.greenroom.localcloud.cloudformation.template;

import java.util.Optional;

/** An output of a template. */
public record OutputDeclaration(String name, Optional<String> description, Optional<String> condition) {}
