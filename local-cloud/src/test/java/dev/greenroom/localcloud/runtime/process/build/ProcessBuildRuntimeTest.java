package dev.greenroom.localcloud.runtime.process.build;

import dev.greenroom.localcloud.runtime.BuildRuntime;
import dev.greenroom.localcloud.runtime.BuildRuntimeContract;
import dev.greenroom.localcloud.runtime.process.ChildProcesses;
import dev.greenroom.localcloud.runtime.process.Guardian;
import java.io.IOException;

class ProcessBuildRuntimeTest extends BuildRuntimeContract {
    private Guardian guardian;
    private ChildProcesses children;

    @Override
    protected BuildRuntime open() throws IOException {
        guardian = Guardian.start();
        children = new ChildProcesses(guardian);
        return new ProcessBuildRuntime(children, folder.resolve("builds"));
    }

    @Override
    protected void release() {
        children.close();
        guardian.close();
    }

    @Override
    protected boolean runs(String pid) {
        return ProcessHandle.of(Long.parseLong(pid)).isPresent();
    }
}
