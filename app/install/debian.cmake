# Adds what Debian asks of a package, just before CPack closes it: the licence under the name that Debian gives it, the record of
# changes, and man pages packed as they are in the system.
file(GLOB_RECURSE licences ${CPACK_TEMPORARY_DIRECTORY}/*/LICENSE)
foreach(licence IN LISTS licences)
    get_filename_component(folder ${licence} DIRECTORY)
    file(RENAME ${licence} ${folder}/copyright)
    string(TIMESTAMP date "%a, %d %b %Y %H:%M:%S +0000" UTC)
    file(WRITE ${folder}/changelog "${CPACK_PACKAGE_NAME} (${CPACK_PACKAGE_VERSION}) unstable; urgency=medium\n\n"
        "  * Built from the sources of this version.\n\n -- ${CPACK_PACKAGE_CONTACT}  ${date}\n")
    execute_process(COMMAND gzip -9n changelog WORKING_DIRECTORY ${folder} COMMAND_ERROR_IS_FATAL ANY)
endforeach()
file(GLOB_RECURSE pages ${CPACK_TEMPORARY_DIRECTORY}/*.1)
execute_process(COMMAND gzip -9n ${pages} COMMAND_ERROR_IS_FATAL ANY)
