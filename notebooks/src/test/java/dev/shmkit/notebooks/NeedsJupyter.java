package dev.shmkit.notebooks;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.condition.EnabledIf;

/** For tests that run kernels. Without Jupyter they are left out, but not in CI: a run without them proves nothing. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@EnabledIf("dev.shmkit.notebooks.Notebooks#haveJupyter")
@interface NeedsJupyter {}
